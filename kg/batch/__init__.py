"""Building a graph: sources → readings, in one process or many → one writer → report.

Not named `build`, because `kg.build` is the function that users call.
"""

from kg.batch.reader import Settings
from kg.batch.run import MakeReader, Reader, Report, build
from kg.batch.writer import StoreWriter

__all__ = ["MakeReader", "Reader", "Report", "Settings", "StoreWriter", "build"]
