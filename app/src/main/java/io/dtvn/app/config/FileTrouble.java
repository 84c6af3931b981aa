package io.dtvn.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What is wrong with a file, in words: Java tells most of it by the name of a class. */
public final class FileTrouble {

  private FileTrouble() {}

  /** What was found, to stand behind "found" in a message that names the file. */
  public static String inWords(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "no right to use it";
      case FileAlreadyExistsException _ -> "a file where a folder should be";
      case CharacterCodingException _ -> "bytes that are no UTF-8";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default ->
          Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    };
  }
}
