"""The planners' words: children, workers, caseloads, timescales. Standard library only."""
