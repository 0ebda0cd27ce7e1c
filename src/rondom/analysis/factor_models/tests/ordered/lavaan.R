# Makes lavaan.csv: what lavaan 0.6-14 (R 4.2.2) finds in these data. Run in this directory: Rscript lavaan.R
suppressMessages(library(lavaan))
golden <- read.csv("../../../tests/golden.csv")
read <- function(name) { d <- read.csv(paste0(name, ".csv")); d[d < 0] <- NA; d }
mixed <- read("mixed"); miss <- read("miss"); groups <- read("groups"); four <- read("four"); binary <- read("binary")
y <- function(n) paste0("y", 1:n)
twelve <- "S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8\nT =~ x9+x10+x11+x12"
two <- "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7+y8"
three <- "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7\nC =~ y8+y9+y10+y11"
quart <- "A =~ y1+y2+y3\nB =~ y4+y5+y6\nC =~ y7+y8+y9\nD =~ y10+y11+y12"
lines <- c()
add <- function(case, model, data, n, ...) {
  fit <- suppressWarnings(cfa(model, data, ordered = if (n > 0) y(n) else paste0("x", 1:(if (n < 0) -n else 12)), ...))
  m <- fitMeasures(fit); m <- m[is.finite(m)]
  lines <<- c(lines, paste(case, names(m), "", formatC(m, digits = 10, width = 1), "", sep = ","))
  if (grepl("sectors", case)) return(invisible(fit))
  p <- parameterTable(fit); p <- p[p$op %in% c("=~", "~~", "|", "~*~", "~1") & p$free > 0, ]
  lines <<- c(lines, paste(case, paste0(p$lhs, p$op, p$rhs), p$group - 1,
                           formatC(p$est, digits = 10, width = 1), formatC(p$se, digits = 10, width = 1), sep = ","))
  invisible(fit)
}
add("golden", twelve, golden, 0, estimator = "WLSMV")
add("unequal points", paste0(three, "\ny1 ~~ y5"), mixed, 11, estimator = "WLSMV")
add("unequal points ULSMV", three, mixed, 11, estimator = "ULSMV", std.lv = TRUE)
add("two points with an empty cell", "F =~ y1+y2+y3+y4+y5", binary, 5, estimator = "WLSMV")
cuts4 <- function(item, of) paste0("x", item, " | ", paste0("a", of, 1:4, "*t", 1:4, collapse = " + "))
waves <- paste(c("W1 =~ l1*x1+l2*x2+l3*x3+l4*x4", "W2 =~ l1*x5+l2*x6+l3*x7+l4*x8",
                 cuts4(1, 1), cuts4(2, 2), cuts4(3, 3), cuts4(4, 4), cuts4(5, 1), cuts4(6, 2), cuts4(7, 3), cuts4(8, 4),
                 "x5 ~*~ NA*x5", "x6 ~*~ NA*x6", "x7 ~*~ NA*x7", "x8 ~*~ NA*x8", "W2 ~ NA*1", "W1 ~ 0*1",
                 "x1 ~~ x5", "x2 ~~ x6", "x3 ~~ x7", "x4 ~~ x8"), collapse = "\n")
add("two waves", waves, golden, -8, estimator = "WLSMV")
add("missing listwise", two, miss, 8, estimator = "WLSMV")
add("missing pairwise", two, miss, 8, estimator = "WLSMV", missing = "pairwise")
add("second order WLSMVS", paste0(quart, "\nG =~ A+B+C+D"), four, 12, estimator = "WLSMVS")
add("orthogonal WLSM", quart, four, 12, estimator = "WLSM", orthogonal = TRUE)
add("DWLS", quart, four, 12, estimator = "DWLS")
add("groups partial", two, groups, 8, estimator = "WLSMV", group = "g",
    group.equal = c("thresholds", "loadings"), group.partial = c("A=~y2", "y3|t1"))
add("groups means and variances", two, groups, 8, estimator = "WLSMV", group = "g",
    group.equal = c("thresholds", "loadings", "means", "lv.variances"))
free <- add("sectors", twelve, golden, 0, group = "sector")
cuts <- add("sectors thresholds", twelve, golden, 0, group = "sector", group.equal = "thresholds")
both <- add("sectors loadings", twelve, golden, 0, group = "sector", group.equal = c("thresholds", "loadings"))
strict <- add("sectors strict", twelve, golden, 0, group = "sector", parameterization = "theta",
              group.equal = c("thresholds", "loadings", "residuals"))
add("sectors all equal", twelve, golden, 0, group = "sector", parameterization = "theta",
    group.equal = c("thresholds", "loadings", "residuals", "lv.variances", "means"))
print(lavTestLRT(free, cuts, both), digits = 10)
print(lavTestLRT(cfa(twelve, golden, ordered = paste0("x", 1:12), group = "sector", parameterization = "theta",
                     group.equal = c("thresholds", "loadings")), strict), digits = 10)
print(standardizedSolution(strict)[c(1:3, 106:108), ], digits = 10)
writeLines(c("case,name,group,value,se", lines), "lavaan.csv")
