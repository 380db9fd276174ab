"""The learned proposer and decider: a small network over words, edges and lexicon, run with numpy alone."""
