"""The JSON documents of the command line. Their words are an interface: add, never rename."""

from allocation_app.documents.edited import edited_document
from allocation_app.documents.exporting import export_document, exports_document, whose_document
from allocation_app.documents.files import inspection, problem_document, refusal
from allocation_app.documents.planning import candidates_document, check_document, standing
from allocation_app.documents.review import review_document
from allocation_app.documents.sets import policy_document, rules_document
from allocation_app.documents.values import Document

__all__ = [
    "Document",
    "candidates_document",
    "check_document",
    "edited_document",
    "export_document",
    "exports_document",
    "inspection",
    "policy_document",
    "problem_document",
    "refusal",
    "review_document",
    "rules_document",
    "standing",
    "whose_document",
]
