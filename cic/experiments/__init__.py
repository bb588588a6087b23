"""Questions asked many times over: replications, until they are enough."""
