"""What a word that tells of something looks like to the model of whether it happened."""
