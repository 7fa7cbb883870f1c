package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.check.Tally;

/**
 * What became of one dataset in one run.
 *
 * @param version of its trusted table after the run; null when nothing of it was published
 */
public record DatasetSummary(String dataset, Tally tally, Long version) {}
