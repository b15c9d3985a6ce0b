"""Make the bucket that STORAGE_URL names, once; run inside the application's image."""

import os
import sys
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def main() -> int:
    """Create the bucket; one that is there already is what was wanted."""
    parts = urlsplit(os.environ["STORAGE_URL"])
    scheme = parse_qs(parts.query).get("scheme", ["https"])[0]
    client = boto3.client(
        "s3",
        endpoint_url=f"{scheme}://{parts.netloc.rpartition('@')[2]}",
        aws_access_key_id=parts.username,
        aws_secret_access_key=parts.password,
        region_name=parse_qs(parts.query).get("region", ["us-east-1"])[0],
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 10}),
    )
    try:
        client.create_bucket(Bucket=parts.path.strip("/"))
    except ClientError as error:
        if error.response["Error"]["Code"] not in {
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
        }:
            raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
