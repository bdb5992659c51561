"""What a printed document said, as a fingerprint: how it is seen later that it says something else now."""

import hashlib
from dataclasses import replace

from toolkit.document.fingerprint import fingerprint
from toolkit.documents.registry import specs
from toolkit.material import Material, Task, Which

Known = dict[Which, str]
"""Fingerprints that were worked out before."""


def mark(material: Material, task: Task, known: Known | None = None) -> str:
    """The same for as long as the document would be the same. One that counts the pages of the others changes with any of them.

    No page is laid out for it, so that a page of marks costs no more than the trees; those that are `known` are not built again.
    """
    known = {} if known is None else known
    bare = replace(material, pages={})

    def said(each: Task) -> str:
        if each.which not in known:
            known[each.which] = fingerprint(bare.tree(each))
        return known[each.which]

    if not task.spec.counts_pages:
        return said(task)
    told = [said(task)]
    for spec in specs(material.convening, material.exercises):
        if not (spec.counts_pages or spec.by_file or spec.asked):
            edition = task.edition if task.edition in spec.editions else "usual"
            told.append(said(replace(task, spec=spec, audience=spec.audience, edition=edition)))
    return hashlib.sha256(" ".join(told).encode()).hexdigest()
