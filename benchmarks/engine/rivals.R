# One task by one R package: Rscript rivals.R TASK PACKAGE ANSWERS SCORES. Tells what measuring.py tells.
arguments <- commandArgs(TRUE)
task <- arguments[1]
package <- arguments[2]
if (!suppressWarnings(suppressMessages(require(package, character.only = TRUE, quietly = TRUE)))) {
  message(package, " is not installed")
  quit(status = 3)
}
x <- readBin(arguments[3], "integer", file.size(arguments[3]), size = 1)
x <- matrix(x, ncol = 40, byrow = TRUE, dimnames = list(NULL, paste0("x", 1:40)))
x[x < 0] <- NA
x <- as.data.frame(x)
complete <- !anyNA(x)
score <- readBin(arguments[4], "double", file.size(arguments[4]) / 8)
people <- data.frame(score = score, group = factor((seq_along(score) - 1) %/% 25))
model <- paste(sapply(1:4, function(f) {
  paste0("f", f, " =~ ", paste0("x", f * 10 - 9:0, collapse = " + "))
}), collapse = "\n")

of_fit <- function(fit, ...) {
  found <- parameterEstimates(fit, ci = FALSE)
  second <- found[found$op == "=~" & found$rhs == "x2", ]
  c(fitMeasures(fit, c(...)), loading = second$est, se = second$se)
}

# Pairwise covariances over standard deviations of all answers, as psych::alpha has them.
correlations <- function() cov2cor(cov(x, use = "pairwise"))

work <- list(
  alpha = function() {
    found <- psych::alpha(x, warnings = FALSE)
    c(alpha = found$total$raw_alpha, r_drop = found$item.stats$r.drop[1],
      alpha_drop = found$alpha.drop$raw_alpha[1], sd = found$item.stats$sd[1])
  },
  polychoric = function() {
    r <- if (package == "psych") {
      psych::polychoric(x, correct = 0, smooth = FALSE, progress = FALSE)$rho
    } else {
      unclass(lavCor(x, ordered = names(x), missing = if (complete) "listwise" else "pairwise"))
    }
    c(r12 = r[1, 2], r1_40 = r[1, 40], sum = sum(r) / 40)
  },
  wlsmv = function() {
    missing <- if (complete) "listwise" else "pairwise"
    of_fit(cfa(model, x, ordered = TRUE, estimator = "WLSMV", missing = missing), "chisq.scaled", "cfi.scaled")
  },
  cfa = function() {
    of_fit(cfa(model, x, missing = if (complete) "listwise" else "fiml"), "chisq", "logl", "cfi")
  },
  random_intercept = function() {
    fit <- lmer(score ~ 1 + (1 | group), people)
    sd <- as.data.frame(VarCorr(fit))$sdcor
    c(loglik = as.numeric(logLik(fit)), between = sd[1], within = sd[2],
      shrunken = ranef(fit, condVar = TRUE)$group[1, 1])
  },
  random_intercept_intervals = function() {
    fit <- lmer(score ~ 1 + (1 | group), people)
    interval <- confint(fit, method = "profile", quiet = TRUE)
    c(loglik = as.numeric(logLik(fit)), low = interval[1, 1], high = interval[1, 2])
  },
  parallel = function() {
    r <- correlations()
    pdf(NULL)
    utils::capture.output(found <- fa.parallel(r, n.obs = nrow(x), n.iter = 20, quant = .95, plot = FALSE))
    c(components = found$ncomp, factors = found$nfact, first = found$pc.values[1],
      first_factor = found$fa.values[1])
  },
  efa = function() {
    r <- correlations()
    found <- psych::fa(r, 4, n.obs = nrow(x), fm = "ml", rotate = "none")
    c(uniqueness = found$uniquenesses[[1]], last = found$uniquenesses[[40]])
  },
  sampling = function() {
    r <- correlations()
    c(kmo = KMO(r)$MSA, bartlett = cortest.bartlett(r, n = nrow(x))$chisq)
  }
)

invisible(gc())
cat("5", file = "/proc/self/clear_refs")
times <- c()
while (length(times) < 3 && sum(times) < 2) {
  took <- system.time(found <- suppressWarnings(suppressMessages(work[[task]]())))
  times <- c(times, took["elapsed"])
}
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1000
cat("seconds", min(times), "\nmegabytes", peak, "\n")
for (name in names(found)) cat(name, sprintf("%.15g", found[[name]]), "\n")
