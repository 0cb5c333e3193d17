"""What is heard in a call, and what is judged from it.

phrases   what can be said           parse and compile one phrase
signals   a named set of phrases     who says it, where in the call
scan      calls -> occurrences       one pass over batches, the only hot loop
metrics   times -> talk measures
conditions, truth                    `X after Y within 3 turns` -> true, false or unknown
judge     truth -> verdict           state, points, evidence, reason
explain   the verdict in words, and the nearest miss
"""
