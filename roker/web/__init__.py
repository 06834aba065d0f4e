"""The site: what each person sees of the record, and what people ask and answer here. The only room with Django."""
