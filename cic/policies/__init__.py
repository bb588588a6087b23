"""Routing policies by name: which agent for a contact, which contact for an agent."""
