"""目的の点検: where a means has become the end, rule by rule, each with an id that stays."""

from sasaeai.calc.purpose.rules import RULES, Finding, Rule, check, has_just_begun
from sasaeai.calc.purpose.tree import Goal, Horizon, Indicator, Means, Plan, Step, Vision

__all__ = [
    "RULES",
    "Finding",
    "Goal",
    "Horizon",
    "Indicator",
    "Means",
    "Plan",
    "Rule",
    "Step",
    "Vision",
    "check",
    "has_just_begun",
]
