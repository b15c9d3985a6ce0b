"""The services that tests start: each answers, each is a real one."""

import json
import smtplib
import urllib.request
from email.message import EmailMessage

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def test_redis_keeps_a_value(redis_url):
    import redis

    with redis.from_url(redis_url) as client:
        client.set("bến", "học")

        assert client.get("bến").decode() == "học"


def test_s3_keeps_a_file_under_its_vietnamese_name(s3_storage):
    name = default_storage.save("tài liệu/Đề cương.pdf", ContentFile(b"%PDF-"))

    with default_storage.open(name) as kept:
        assert (name, kept.read()) == ("tài liệu/Đề cương.pdf", b"%PDF-")


def test_elasticsearch_is_healthy(elasticsearch_url):
    with urllib.request.urlopen(f"{elasticsearch_url}/_cluster/health") as answer:
        assert json.load(answer)["number_of_nodes"] == 1


def test_the_mail_sink_takes_a_message(mail_sink, settings):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@localhost", "b@localhost", "Chào"

    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        server.send_message(message)

    assert [str(mail["To"]) for mail in mail_sink] == ["b@localhost"]
