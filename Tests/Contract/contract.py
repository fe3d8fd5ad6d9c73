#!/usr/bin/env python3
"""Sets schemathesis upon a demo of its own, with one role's token after the other; ends with 1 when a check fails.

  contract.py --binary .build/debug/madoguchi [--seconds 300]
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from stock import Stock

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
# Who may most gets most of the time. The administrator comes last: the clock is theirs, and then stands anywhere.
SHARES = {"office_head": 0.45, "counselor": 0.25, "gateway": 0.15, "system_admin": 0.15}


def start(binary: str, folder: pathlib.Path) -> tuple[subprocess.Popen[bytes], str]:
    """Starts the demo and waits until it listens; returns it and its address."""
    log = folder / "demo.err"
    with log.open("wb") as errors:
        demo = subprocess.Popen(
            [pathlib.Path(binary).resolve(), "demo", "--directory", folder / "data", "--samples", REPOSITORY / "samples", "--port", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
    for _ in range(600):
        if found := re.search(r"address=(http://[0-9.]+:\d+)", log.read_text(encoding="utf-8")):
            return demo, found[1]
        if demo.poll() is not None:
            break
        time.sleep(0.1)
    demo.kill()
    sys.exit(f"the demo does not listen:\n{log.read_text(encoding='utf-8')}")


def attack(address: str, token: str, seconds: int, folder: pathlib.Path) -> int:
    """One round with one token; what schemathesis says goes to standard output, what it keeps into the folder."""
    tool = pathlib.Path(sys.executable).parent / "schemathesis"
    settings = {
        "MADOGUCHI_TOKEN": token, "MADOGUCHI_STOCK": str(folder / "stock.json"), "PYTHONPATH": str(HERE),
        "SCHEMATHESIS_HOOKS": "hooks"}
    status = subprocess.run(
        [tool, "--config-file", HERE / "schemathesis.toml", "--no-color", "run", f"{address}/openapi.json",
         "--max-time", str(seconds), "--report", "json", "--report-json-path", folder / "report.json"],
        cwd=folder, env=os.environ | settings, check=False).returncode
    rates = json.loads((folder / "report.json").read_text(encoding="utf-8"))["valid_rates"]
    accepted = sum(any(phase["accepted"] for phase in phases.values()) for phases in rates.values())
    print(f"{accepted} of the {len(rates)} operations that were asked with valid data accepted it at least once")
    return status


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--role", action="append", choices=SHARES, help="only this one")
    options = parser.parse_args()

    # Below /tmp for the socket's sake; when we are root, the database server's user must get through.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="madoguchi-contract.", dir="/tmp"))
    folder.chmod(0o711)
    demo, address = start(options.binary, folder)
    failed = []

    def token(role: str) -> str:
        return (folder / "data" / "tokens" / role).read_text(encoding="utf-8").strip()

    try:
        for role in options.role or SHARES:
            share = SHARES[role] / sum(SHARES[each] for each in options.role or SHARES)
            seconds = max(1, round(options.seconds * share))
            stock = Stock(address, token("office_head"))
            stock.fill()
            (folder / "stock.json").write_text(json.dumps(stock.ids()), encoding="utf-8")
            print(f"\n▸ {role}, {seconds} s", flush=True)
            if attack(address, token(role), seconds, folder) != 0:
                failed.append(role)
            if demo.poll() is not None:
                sys.exit(f"the demo ended with {demo.returncode}; its log is in {folder}")
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(timeout=60)
    if failed:
        print(f"failed as {', '.join(failed)}; the demo's log stays in {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
