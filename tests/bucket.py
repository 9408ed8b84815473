"""A folder that stands for storage like S3: ``s3 sync`` as the standard client does it.

    python bucket.py BUCKETS s3 sync FOLDER/ s3://NAME/PREFIX [--exclude GLOB] [--delete] [--cache-control WORDS]

What is newer or of another size is sent; ``--delete`` removes what is not in the folder; a glob that excludes holds for
both sides, and its star takes slashes too.
"""

import argparse
import os
import shutil
import sys
from fnmatch import fnmatch
from pathlib import Path


def sync(folder: Path, bucket: Path, exclude: list[str], delete: bool) -> None:
    def meant(root: Path) -> dict[str, os.stat_result]:
        files = {path.relative_to(root).as_posix(): path.stat() for path in root.rglob("*") if path.is_file()}
        return {name: found for name, found in files.items() if not any(fnmatch(name, each) for each in exclude)}

    here, there = meant(folder), meant(bucket)
    for name, found in here.items():
        before = there.get(name)
        if before is None or found.st_size != before.st_size or found.st_mtime > before.st_mtime:
            (bucket / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, bucket / name)
    for name in there.keys() - here.keys() if delete else ():
        (bucket / name).unlink()


def main() -> None:
    buckets, *words = sys.argv[1:]
    asked = argparse.ArgumentParser()
    asked.add_argument("service", choices=["s3"])
    asked.add_argument("command", choices=["sync"])
    asked.add_argument("folder", type=Path)
    asked.add_argument("place")
    asked.add_argument("--exclude", action="append", default=[])
    asked.add_argument("--delete", action="store_true")
    asked.add_argument("--cache-control")
    given = asked.parse_args(words)
    name, _, prefix = given.place.removeprefix("s3://").partition("/")
    if not (Path(buckets) / name).is_dir():
        sys.exit(f"there is no bucket {name}")
    (Path(buckets) / name / prefix).mkdir(exist_ok=True)
    sync(given.folder, Path(buckets) / name / prefix, given.exclude, given.delete)


if __name__ == "__main__":
    main()
