package dev.bookreel.transforms.answer;

import java.io.Serializable;

/**
 * The answer to one of the six questions.
 *
 * @param number of the question, from 1
 * @param question in words
 * @param value not rounded; null where there is nothing to answer from, such as the mean of nothing
 * @param unit what the value counts
 */
public record Answer(int number, String question, Double value, String unit)
    implements Serializable {}
