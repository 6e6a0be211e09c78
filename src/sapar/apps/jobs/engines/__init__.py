"""The engines that carry jobs, one chosen by SAPAR_JOBS: each a back end of Django's tasks."""
