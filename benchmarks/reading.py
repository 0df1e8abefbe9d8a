"""Plain articles a second on one core through the whole room: ids, language, furniture, header facts, dates.

.venv/bin/python -m benchmarks.reading
"""

from __future__ import annotations

import time

from dragoman import reading

PARAGRAPHS = (
    "ACCRA, March 4 (Reuters) - Ghana's foreign minister met his Togolese counterpart in Accra on "
    "Monday to discuss the "
    "border posts that both countries closed last week, officials said.",
    "The two sides agreed to reopen three crossings before the end of the month and to hold a further "
    "round of talks in "
    "Lome, according to a joint statement released after the meeting.",
    '"We have found a way forward that serves traders on both sides," the minister told reporters, adding that customs '
    "officers would be sent to the border within days.",
    "Togo shut the posts after a dispute over fishing rights, which Ghana called a misunderstanding. Traders in both "
    "countries say they lost goods worth thousands of dollars while lorries waited in long queues.",
    "The opposition in Lome accused the government of acting without parliament. A spokesman rejected "
    "the claim and said "
    "that all steps had been taken in line with the law.",
    "Analysts expect trade between the neighbours to recover quickly, although port operators warned that delays may "
    "last until the summer unless more inspectors are hired.",
)
FURNITURE = (
    "Share this article\nAdvertisement\nSubscribe to our newsletter\nRelated stories\nPort workers end their strike"
)


def articles(count: int) -> list[str]:
    """Articles of about 1,900 characters that differ from one another, with furniture below."""
    body = "\n".join((*PARAGRAPHS, *PARAGRAPHS[1:3]))
    return [f"Border talks resume for day {number}\n{body}\n{FURNITURE}" for number in range(count)]


def main() -> None:
    texts = articles(3000)
    reading.document_of_text(texts[0])
    for label, published in (("with a metadata date", "2019-03-04"), ("without", None)):
        begin = time.process_time()
        for text in texts:
            reading.document_of_text(text, published=published)
        took = time.process_time() - begin
        size = sum(map(len, texts)) / len(texts)
        print(f"{label}: {len(texts) / took:,.0f} articles of {size:,.0f} characters a second of one core")


if __name__ == "__main__":
    main()
