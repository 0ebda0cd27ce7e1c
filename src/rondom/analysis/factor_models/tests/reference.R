# Writes lavaan.json beside this file: what lavaan 0.6-14 (R 4.2.2) finds for the cases of test_lavaan.py.
# Run in this directory: Rscript reference.R
suppressMessages({ library(lavaan); library(jsonlite) })
d <- read.csv("../../tests/golden.csv")
holes <- d
for (column in 1:12) holes[(7 * (0:399) + 3 * (column - 1)) %% 17 == 0, column] <- NA
d$part <- holes$part <- rep(c("a", "b", "c", "d"), c(170, 110, 70, 50))
three <- "S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8\nT =~ x9+x10+x11+x12"
hs <- HolzingerSwineford1939
schools <- lapply(c("Pasteur", "Grant-White"), function(s) hs[hs$school == s, paste0("x", 1:9)])
abilities <- "visual =~ x1+x2+x3\ntextual =~ x4+x5+x6\nspeed =~ x7+x8+x9"
d$work <- holes$work <- (7 * (0:399)) %/% 13 %% 37
LI <- c("loadings", "intercepts")
fits <- list(
  ml = cfa(three, d),
  ml_std_lv = cfa(three, d, std.lv = TRUE),
  mlr = cfa(three, d, estimator = "MLR"),
  one_factor = cfa("F =~ x1+x2+x3+x4", d),
  labels = cfa("S =~ x1+a*x2+a*x3+x4\nO =~ x5+x6+b*x7+c*x8\nx1~~x5\nb==c", d),
  second_order = cfa(paste0("G =~ S+O+T\n", three), d),
  bifactor = cfa(paste0("G =~ x1+x2+x3+x4+x5+x6+x7+x8\nS =~ x1+x2+x3\nO =~ x5+x6+x7"), d,
                 orthogonal = TRUE, std.lv = TRUE),
  fiml = cfa(three, holes, missing = "fiml", em.h1.tol = 1e-12, em.h1.iter.max = 5000),
  fiml_mlr = cfa(three, holes, missing = "fiml", estimator = "MLR", em.h1.tol = 1e-12,
                 em.h1.iter.max = 5000),
  listwise_mlr = cfa(three, holes, estimator = "MLR"),
  configural = cfa(three, d, group = "sector"),
  metric = cfa(three, d, group = "sector", group.equal = "loadings"),
  scalar = cfa(three, d, group = "sector", group.equal = LI),
  strict = cfa(three, d, group = "sector", group.equal = c(LI, "residuals")),
  scalar_std_lv = cfa(three, d, group = "sector", group.equal = LI, std.lv = TRUE),
  equal_factors = cfa(three, d, group = "sector",
                      group.equal = c(LI, "lv.variances", "lv.covariances", "means")),
  metric_mlr = cfa(three, d, group = "sector", group.equal = "loadings", estimator = "MLR"),
  scalar_mlr = cfa(three, d, group = "sector", group.equal = LI, estimator = "MLR"),
  four_groups_fiml = cfa("S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8", holes, group = "part",
                         group.equal = "loadings", missing = "fiml", em.h1.tol = 1e-12,
                         em.h1.iter.max = 5000),
  clustered = cfa(three, d, cluster = "work", estimator = "MLR"),
  clustered_fiml = cfa(three, holes, cluster = "work", estimator = "MLR", missing = "fiml",
                       em.h1.tol = 1e-12, em.h1.iter.max = 5000),
  clustered_metric = cfa(three, d, cluster = "work", estimator = "MLR", group = "sector",
                         group.equal = "loadings"),
  uls = cfa(three, d, estimator = "ULSM"),
  scalar_uls = cfa(three, d, group = "sector", group.equal = LI, estimator = "ULSM"),
  schools = cfa(abilities, sample.cov = lapply(schools, cov), sample.mean = lapply(schools, colMeans),
                sample.nobs = sapply(schools, nrow), group.equal = LI,
                group.partial = c("visual=~x2", "x3~1", "x7~1"))
)
table_of <- function(frame, names) {
  frame <- frame[frame$op != "==", ]
  if (is.null(frame$group)) frame$group <- 1
  frame[, c("lhs", "op", "rhs", "group", names)]
}
case <- function(fit) {
  standard <- standardizedSolution(fit)
  mi <- modindices(fit, sort. = TRUE)[1:3, ]
  if (is.null(mi$group)) mi$group <- 1
  list(
    fit = as.list(unclass(fitMeasures(fit))),
    estimates = table_of(parameterEstimates(fit, remove.eq = TRUE, remove.system.eq = TRUE), c("est", "se")),
    standardised = table_of(standard, c("est.std", "se")),
    modifications = mi[, c("lhs", "op", "rhs", "group", "mi", "epc", "sepc.lv", "sepc.all")]
  )
}
a <- fits$configural; ar <- cfa(three, d, group = "sector", estimator = "MLR")
chisq_diff <- function(...) lavTestLRT(...)[-1, "Chisq diff"]
out <- lapply(fits, case)
out$differences <- list(
  ml = chisq_diff(a, fits$metric, fits$scalar, fits$strict),
  sb2001 = chisq_diff(ar, fits$metric_mlr, fits$scalar_mlr),
  satorra2000 = chisq_diff(ar, fits$metric_mlr, fits$scalar_mlr, method = "satorra.2000")
)
released <- lavTestScore(fits$scalar)$uni
out$released <- released$X2
out$schools <- c(out$schools, list(
  covariances = lapply(schools, function(s) unname(cov(s))),
  means = lapply(schools, function(s) unname(colMeans(s))), n = sapply(schools, nrow)))
writeLines(toJSON(out, digits = I(9), dataframe = "columns", auto_unbox = TRUE, na = "null",
                  matrix = "rowmajor", force = TRUE), "lavaan.json")
