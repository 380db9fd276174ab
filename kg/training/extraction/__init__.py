"""Recipe of the extraction models: `python -m kg.training.extraction` reads gold articles, writes `kg/weights/`."""
