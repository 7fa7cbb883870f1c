#!/usr/bin/env python3
"""Lints the CloudFormation template, deploys it to an emulator of AWS on loopback, and submits runs there as people would.

Prints one JSON document on standard output: what the linter found, what a client reads of the deployed resources, and of each
submission the request and what the emulator kept of it. Everything else goes to standard error. The emulator is installed
under target/ on first use, is asked on a free port, and ends with the check, however that ends.

    python3 testdata/aws/check.py COMMAND…      # what starts bookreel, such as ./bookreel
"""
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from virtual_environment import installed  # noqa: E402


def main():
    python = installed(HERE.parent / "target" / "aws", HERE / "requirements.txt")
    # Whatever account the host knows must not be asked.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    environment |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1",
        # Java takes arguments apart as the locale says.
        "LC_ALL": "C.UTF-8",
    }
    sys.exit(subprocess.run([str(python), str(HERE / "deployed.py"), *sys.argv[1:]], env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
