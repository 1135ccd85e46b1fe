"""SHACL: the gate before the store, and the reference it is measured by."""

from kg.validate.audit import AuditedGate, is_sampled
from kg.validate.gate import Gate
from kg.validate.report import Severity, ValidationReport, Violation

__all__ = ["AuditedGate", "Gate", "Severity", "ValidationReport", "Violation", "is_sampled"]
