PREFIX kg: <https://w3id.org/news-kg/ns#>

DELETE DATA { kg:origin a kg:FactProperty }
