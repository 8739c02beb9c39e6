"""From records to what documents print: frozen values with every text chosen in one language."""
