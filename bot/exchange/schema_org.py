"""A procedure in the terms of schema.org, for whoever reads pages by machine: GovernmentService (schema.org 29)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Cost, Procedure, ProcessingTime
from bot.language import Language

Node = Mapping[str, object]
_DURATIONS: Final = {"calendar_day": "P{}D", "hour": "PT{}H"}
"""What ISO 8601 can say of a time; it knows no working days, so those are told in words on the page only."""


def government_service(
    catalog: Catalog, procedure: Procedure, today: date, language: Language, line: str, address: str | None = None
) -> Node:
    """What holds on `today` of a procedure in its state of that day; `line` describes it, `address` is its page."""
    authority = catalog.authority(procedure.competent_authority)
    field = next((each.name for each in catalog.fields if each.id == procedure.field), None)
    node: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": procedure.name.said_in(language),
        "alternateName": procedure.short_name.said_in(language) if procedure.short_name else None,
        "description": line,
        "identifier": [procedure.id, *filter(None, [procedure.code])],
        "url": address,
        "serviceType": field.said_in(language) if field else None,
        "serviceOperator": (
            {"@type": "GovernmentOrganization", "name": authority.name.said_in(language)} if authority else None
        ),
        "serviceOutput": {"@type": "Thing", "name": procedure.output.said_in(language)} if procedure.output else None,
        "availableChannel": list(_channels(catalog, procedure, language)),
        "offers": [_offer(each, language) for each in procedure.cost or () if _is_sure(each, today)],
        "subjectOf": [
            {
                "@type": "Legislation",
                "legislationIdentifier": each.number,
                "name": each.title.said_in(language) if each.title else each.number,
            }
            for each in procedure.legal_resources
        ],
    }
    return {key: value for key, value in node.items() if value}


def _channels(catalog: Catalog, procedure: Procedure, language: Language) -> Iterable[Node]:
    times = procedure.processing_time.statutory
    duration = iso_duration(times[0]) if len(times) == 1 else None
    time = {"processingTime": duration} if duration else {}
    for office in filter(None, map(catalog.office, procedure.file_at)):
        place = {"@type": "GovernmentOffice", "name": office.name.said_in(language)}
        yield {"@type": "ServiceChannel", "serviceLocation": place, **time}
    if procedure.channel.online_url and procedure.channel.online not in (None, "no"):
        yield {"@type": "ServiceChannel", "serviceUrl": procedure.channel.online_url, **time}


def iso_duration(each: ProcessingTime) -> str | None:
    """A time that holds in every case (ISO 8601); None where it is counted in working days or nobody knows it."""
    form = _DURATIONS.get(each.unit)
    return form.format(each.value) if form and each.value and not each.case and not each.unverified else None


def _is_sure(each: Cost, today: date) -> bool:
    begun = each.valid_from is None or each.valid_from <= today
    over = each.valid_until is not None and each.valid_until <= today
    return each.amount is not None and not each.unverified and begun and not over


def _offer(each: Cost, language: Language) -> Node:
    described = {"description": each.case.said_in(language)} if each.case else {}
    return {"@type": "Offer", "price": each.amount, "priceCurrency": "VND", **described}
