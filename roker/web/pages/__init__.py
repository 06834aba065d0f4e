"""The pages. A view fetches and authorises, asks one question of `results`, and renders the answer."""
