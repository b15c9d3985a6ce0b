"""Elasticsearch: the bare server that Elastic publishes to Maven Central for integration tests.

It lacks reindex, painless, analysis-common and ``GET /``; the product needs none of them. Its licence
allows running it in tests; it is never shipped.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from .server import ROOT, Server, ServiceMissingError, find_free_port, find_program, is_listening

VERSION = "8.19.8"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
FOLDER = f"org/elasticsearch/distribution/integ-test-zip/elasticsearch/{VERSION}"
IN_REPOSITORY = f"{FOLDER}/elasticsearch-{VERSION}.zip"
CONFIGURATION = """\
discovery.type: single-node
xpack.security.enabled: false
http.host: 127.0.0.1
transport.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
cluster.routing.allocation.disk.threshold_enabled: false
action.auto_create_index: false
path.repo: ["repo"]
"""


def find_zip() -> Path:
    """Return the downloaded distribution; fetch it with Maven the first time."""
    repository = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2" / "repository"))
    archive = repository / IN_REPOSITORY
    if archive.exists():
        return archive
    maven = find_program("mvn", "Debian: apt install maven")
    fetch = [maven, "-q", "-B", "dependency:get", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
    done = subprocess.run(fetch, capture_output=True, check=False)
    if not archive.exists():
        why = done.stdout.decode(errors="replace")[-300:]
        message = f"Elasticsearch {VERSION} could not be fetched from Maven Central: {why}"
        raise ServiceMissingError(message)
    return archive


def find_java_home() -> str:
    """Return the folder of a Java 17 or newer."""
    program = find_program("java", "Debian: apt install default-jre-headless")
    return os.environ.get("ES_JAVA_HOME") or str(Path(program).resolve().parents[1])


def unpack() -> Path:
    """Unpack once, where an ordinary user may read it."""
    shared = ROOT / "var" / "test-services"
    if os.geteuid() == 0:
        shared = Path("/var/tmp/benhoc-test-services")  # noqa: S108  # read-only for the server
    home = shared / f"elasticsearch-{VERSION}"
    if not (home / "bin" / "elasticsearch").exists():
        shared.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=shared))
        with zipfile.ZipFile(find_zip()) as archive:
            archive.extractall(fresh)
        fresh.chmod(0o755)
        for program in (fresh / home.name / "bin").iterdir():
            program.chmod(0o755)
        shutil.rmtree(home, ignore_errors=True)
        (fresh / home.name).rename(home)
        fresh.rmdir()
    return home


class Elasticsearch(Server):
    """A cluster of one node on loopback, 475 MB of memory, ready after about 15 seconds."""

    name = "elasticsearch"
    variable = "SEARCH_URL"
    seconds_to_start = 180.0
    needs_ordinary_user = True

    def prepare(self) -> list[str]:
        """Copy the small parts, link the large ones: the server writes beside its configuration."""
        self.java_home = find_java_home()
        source = unpack()
        home = self.folder / "home"
        home.mkdir()
        shutil.copytree(source / "bin", home / "bin")
        shutil.copytree(source / "config", home / "config")
        for part in ("lib", "modules", "plugins"):
            if (source / part).exists():
                (home / part).symlink_to(source / part)
        (home / "plugins").mkdir(exist_ok=True)
        (home / "logs").mkdir()
        self.port = find_free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (home / "config" / "elasticsearch.yml").write_text(
            CONFIGURATION.format(http=self.port, transport=find_free_port())
        )
        self.give_to_user(home)
        return [str(home / "bin" / "elasticsearch"), "-p", str(self.folder / "pid")]

    def environment(self) -> dict[str, str]:
        """Keep it small."""
        return {"ES_JAVA_HOME": self.java_home, "ES_JAVA_OPTS": "-Xms256m -Xmx256m"}

    def is_ready(self) -> bool:
        """Ask for the cluster's health; ``GET /`` does not exist in this build."""
        if not is_listening(self.port):
            return False
        ask = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        try:
            with urllib.request.urlopen(ask, timeout=5) as answer:
                return json.load(answer)["status"] in {"yellow", "green"}
        except (urllib.error.HTTPError, OSError):
            return False

    def stop(self) -> None:
        """Stop the server, then its launcher."""
        pid_file = self.folder / "pid"
        if pid_file.exists():
            pid = int(pid_file.read_text())
            try:
                os.kill(pid, signal.SIGTERM)
                until = time.monotonic() + 20
                while time.monotonic() < until and Path(f"/proc/{pid}").exists():
                    time.sleep(0.1)
            except ProcessLookupError:
                pass
        super().stop()
