"""Addresses to captures, guarded: what may be asked, how much is taken, and how politely."""

from __future__ import annotations

from khabar.pages.fetch.client import Answer, Fetcher
from khabar.pages.fetch.guard import Policy
from khabar.pages.fetch.schedule import Feed
from khabar.pages.fetch.watch import Polled, Resting, poll, watch

__all__ = ["Answer", "Feed", "Fetcher", "Policy", "Polled", "Resting", "poll", "watch"]
