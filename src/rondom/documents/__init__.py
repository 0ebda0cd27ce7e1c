"""Documents: data and pictures to a tagged PDF (PDF/UA-1), in one house style."""
