"""The key ring: a data key for each person, under master keys; erasing a person destroys theirs."""
