-- As V0131, for those whose faces are at AWS.
alter table rekognition_face alter column facial_id set statistics 0;
alter table rekognition_face alter column subject_hash set statistics 0;
alter table rekognition_face alter column face_id set statistics 0;
