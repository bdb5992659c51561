"""The benchmarks: each figure beside a peer doing the same work in the same run, so that ratios travel between machines."""
