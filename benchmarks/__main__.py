"""`python -m benchmarks [--quick]`."""

import sys

from benchmarks.run import main

main(quick="--quick" in sys.argv[1:])
