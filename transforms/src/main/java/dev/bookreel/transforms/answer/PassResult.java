package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.List;

/**
 * What one pass over the sessions gives: the answers, or where another has to look for the median.
 *
 * @param answers the six, in order; empty as long as the median is not known
 * @param next the bracket for another pass; null when the answers are there
 */
public record PassResult(List<Answer> answers, Bracket next) implements Serializable {}
