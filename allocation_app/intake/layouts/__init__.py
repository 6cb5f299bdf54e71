"""The layouts of sheets that are recognised, each as data and a few functions."""
