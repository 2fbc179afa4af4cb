"""A team's pages: signing in, one's own account, the accounts of all, what is kept to groups, the audit trail."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.accounts import account, administration, audit, restricting, signing

router = APIRouter()
for part in (signing, account, administration, restricting, audit):
    router.include_router(part.router)
