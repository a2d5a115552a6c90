package qcc.cli.compile;

import qcc.ir.pass.Pipeline;

/**
 * A part of the way that can be run, printed and checked alone.
 *
 * @param name one word
 * @param pipeline its passes; the text of it can be given to {@code qcc opt --pass-pipeline}
 */
public record Stage(String name, Pipeline pipeline) {}
