"""How well the engine reads: its reports against those that people annotated."""

from __future__ import annotations

from khabar.evaluation.folder import evaluate_folder
from khabar.evaluation.links import evaluate_links
from khabar.evaluation.origins import evaluate_origins
from khabar.evaluation.sentences import evaluate_sentences

__all__ = ["evaluate_folder", "evaluate_links", "evaluate_origins", "evaluate_sentences"]
