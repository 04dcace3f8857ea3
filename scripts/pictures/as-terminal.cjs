// A program that prints to a pipe prints as to a terminal: in colour.
process.stdout.isTTY = true;
