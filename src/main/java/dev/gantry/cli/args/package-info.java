/** Docker's rules for options and arguments: {@code -it}, {@code --name=x}, {@code --rm=false}, and where options end. */
package dev.gantry.cli.args;
