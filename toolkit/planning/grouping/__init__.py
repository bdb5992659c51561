"""Who sits with whom, round by round: wishes, designs, search, explanations, repairs. Pure; the same seed gives the same groups."""
