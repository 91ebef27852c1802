-- To be filled in.
SELECT 1;
