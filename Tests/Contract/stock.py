"""What an attack finds in the demo's office: bookings on their way, and the ids of all that is there."""

import json
import random
import urllib.error
import urllib.request

OFFICE = "/v1/offices/2804"
DAYS = ("2026-09-17", "2026-09-18", "2026-09-24")
HOURS = ("09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30", "14:00")
STARTS = [f"{day}T{hour}:00+09:00" for day in DAYS for hour in HOURS]


class Stock:
    """An office over HTTP, with its head's token."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self.token = token
        self.document = self.ask("GET", "/openapi.json")

    def ask(self, method: str, path: str, body: object = None) -> dict:
        """The answer's body; nothing of a refusal."""
        request = urllib.request.Request(self.address + path, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError:
            return {}

    def example(self, path: str) -> dict:
        operation = self.document["paths"][path]["post"]
        return operation["requestBody"]["content"]["application/json"]["example"]

    def fill(self) -> None:
        """Makes a dozen bookings: received, offered, confirmed."""
        application = self.example("/v1/offices/{office}/bookings")
        for number in range(12):
            application["seeker"]["job_seeker_number"] = f"28990-{random.randrange(10**8)}"
            booking = self.ask("POST", f"{OFFICE}/bookings", application)
            start = random.choice(STARTS)
            if booking and number % 3 > 0:
                offer = {"slots": [{"start": start}], "vendor": "zoom"}
                self.ask("POST", f"{OFFICE}/bookings/{booking['id']}/offer", offer)
            if booking and number % 3 > 1:
                confirmation = {"start": start, "channel": "phone"}
                self.ask("POST", f"{OFFICE}/bookings/{booking['id']}/confirm", confirmation)

    def ids(self) -> dict[str, list[str]]:
        """The ids that its lists show, by collection."""
        found = {}
        for path, item in self.document["paths"].items():
            collection = path.removeprefix("/v1/offices/{office}/")
            if "get" in item and f"{path}/{{id}}" in self.document["paths"] and "/" not in collection:
                items = self.ask("GET", f"{OFFICE}/{collection}?limit=200").get("items", [])
                found[collection] = [item["id"] for item in items if "id" in item]
        return found
