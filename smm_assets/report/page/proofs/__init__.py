"""Where every figure of the page comes from: one module per part of the page, one SQL file per block of figures.

Belongs here: modules with a tuple PROOFS, and `<name>.sql` of each proof. Not here: finding them or filling in the
morning (`proving`). The SQL asks published tables only, names them with their schema, and takes the morning as :as_of.
"""
