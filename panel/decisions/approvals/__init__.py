"""Each paying agency's approval of its share: who may give it, and what they see first."""
