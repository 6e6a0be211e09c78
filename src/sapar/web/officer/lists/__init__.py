"""Lists of cases, proposals and referrals, nearest first."""
