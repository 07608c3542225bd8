"""The checks of `shapes/checks.ttl`: one function each, by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ontoman.validation.checks import attributes, examples, headers, keys, lineage, rules, texts, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ontoman.validation.results import Found
    from ontoman.validation.scene import Scene

    PythonCheck: TypeAlias = Callable[[Scene], Iterator[Found]]

CHECKS: Final[Mapping[str, PythonCheck]] = {
    "duplicate-key": keys.duplicate_keys,
    "keys-differ-in-case": keys.keys_differ_in_case,
    "key-in-two-nouns": keys.keys_in_two_nouns,
    "key-reused": keys.keys_reused,
    "attribute-key-reused": keys.attribute_keys_reused,
    "value-key-reused": keys.value_keys_reused,
    "rule-key-reused": keys.rule_keys_reused,
    "example-key-reused": keys.example_keys_reused,
    "attribute-key-malformed": keys.attribute_keys,
    "duplicate-value-key": keys.duplicate_value_keys,
    "duplicate-class-index": keys.duplicate_class_indexes,
    "duplicate-external-id": keys.duplicate_external_ids,
    "broader-cycle": tree.broader_cycles,
    "broader-unknown": tree.broader_unknown,
    "below-deprecated": tree.below_deprecated,
    "group-without-members": tree.groups_without_members,
    "single-child": tree.single_children,
    "exclusive-group-alone": tree.exclusive_groups_alone,
    "dead-successor": lineage.dead_successors,
    "retired-successor": lineage.retired_successors,
    "successor-cycle": lineage.successor_cycles,
    "dead-alternative": lineage.dead_alternatives,
    "split-ambiguous": lineage.ambiguous_splits,
    "split-condition-outdated": rules.outdated_conditions,
    "duplicate-label": texts.duplicate_labels,
    "two-untagged-labels": texts.two_untagged_labels,
    "missing-definition": texts.missing_definitions,
    "missing-example": texts.missing_examples,
    "missing-translation": texts.missing_translations,
    "ordinal-without-rank": attributes.ordinals_without_rank,
    "default-not-allowed": attributes.defaults_not_allowed,
    "range-empty": attributes.empty_ranges,
    "condition-invalid": rules.invalid_conditions,
    "rule-sets-unknown-value": rules.unknown_values_set,
    "rule-uses-deprecated": rules.deprecated_used,
    "exception-cycle": rules.exception_cycles,
    "contradictory-rules": rules.contradictory_rules,
    "example-contradicts": examples.contradictions,
    "examples-at-odds": examples.at_odds,
    "no-header": headers.no_header,
    "two-headers": headers.two_headers,
}
