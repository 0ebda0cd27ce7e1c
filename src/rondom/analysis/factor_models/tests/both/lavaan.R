# Makes lavaan.csv: what lavaan 0.6-14 (R 4.2.2) finds in these data. Run in this directory: Rscript lavaan.R
suppressMessages(library(lavaan))
six <- read.csv("six_two.csv"); binary <- read.csv("one_binary.csv"); groups <- read.csv("two_groups.csv")
y <- function(numbers) paste0("y", numbers)
two <- "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7+y8"
three <- "A =~ y1+y2+y3\nB =~ y4+y5+y6"
lines <- c()
number <- function(x) formatC(x, digits = 10, width = 1)
add <- function(case, model, data, ordered, ..., measures = TRUE) {
  fit <- suppressWarnings(cfa(model, data, ordered = ordered, ...))
  m <- fitMeasures(fit); m <- m[is.finite(m)]
  lines <<- c(lines, paste(case, "measure", names(m), "", number(m), "", sep = ","))
  theta <- identical(list(...)$parameterization, "theta")
  p <- parameterTable(fit); p <- p[p$op %in% c("=~", "~~", "|", "~*~", "~1") & p$free > 0, ]
  if (!theta) lines <<- c(lines, paste(case, "estimate", paste0(p$lhs, p$op, p$rhs), p$group - 1, number(p$est), number(p$se), sep = ","))
  s <- standardizedSolution(fit); s <- s[s$op %in% c("=~", "~~"), ]; if (is.null(s$group)) s$group <- 1
  lines <<- c(lines, paste(case, "standardised", paste0(s$lhs, s$op, s$rhs), s$group - 1, number(s$est.std), number(s$se), sep = ","))
  invisible(fit)
}
ordered <- y(c(1, 2, 3, 5, 7, 8))
f <- add("six and two", two, six, ordered, estimator = "WLSMV")
add("six and two ULSMV", two, six, ordered, estimator = "ULSMV", std.lv = TRUE)
add("six and two DWLS", two, six, ordered, estimator = "DWLS")
add("residual covariances WLSMVS", paste0(two, "\ny4 ~~ y6\ny1 ~~ y4"), six, ordered, estimator = "WLSMVS")
add("one binary", three, binary, "y5", estimator = "WLSMV")
add("one binary WLSM", three, binary, "y5", estimator = "WLSM")
ordered <- y(c(1, 2, 5, 6, 7))
free <- add("two groups", two, groups, y(c(1,2,5,6,7)), estimator = "WLSMV", group = "g")
equal <- c("thresholds", "loadings", "intercepts")
same <- add("two groups equal", two, groups, ordered, estimator = "WLSMV", group = "g", group.equal = equal)
add("two groups strict", two, groups, ordered, estimator = "WLSMV", group = "g", group.equal = c(equal, "residuals"),
    parameterization = "theta")
print(lavTestLRT(free, same), digits = 10)
mi <- modindices(f); print(head(mi[order(-mi$mi), ], 6), digits = 8)
print(lavInspect(f, "gamma")[c(4, 7, 17, 30, 40), c(4, 7, 17, 30, 40)], digits = 10)
print(lavResiduals(f, type = "cor")$cov[4:6, ], digits = 8)
writeLines(c("case,kind,name,group,value,se", lines), "lavaan.csv")
