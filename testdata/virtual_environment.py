"""Python environments of the checks' own, made under target/ on first use; the system's Python is left alone."""
import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path


def installed(folder, requirements, *more, then=lambda: None):
    """Gives the Python of an environment with these requirements, made unless this very one is there; one process at a time.

    More files may stand for what is installed `then`.
    """
    python = Path(folder) / "venv" / "bin" / "python"
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in (requirements, *more))).hexdigest()
    stamp = Path(folder) / "installed"
    stamp.parent.mkdir(parents=True, exist_ok=True)
    with open(stamp.parent / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
            run([sys.executable, "-m", "venv", "--clear", stamp.parent / "venv"])
            run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
            then()
            stamp.write_text(wanted, encoding="utf-8")
    return python


def run(command, **more):
    """Carries out a step of an installation, or ends the program."""
    try:
        subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr, **more)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"cannot install the engine: {error}. It needs Python 3.9 or newer with venv (Debian: apt-get install python3-venv), Maven, and access to their registries.")
